# The images of docker-compose.yml. Target flink: a Flink cluster with the jobs on its class path. Target vitals: all
# that runs beside it, a main class a service.

FROM eclipse-temurin:17.0.17_10-jdk-noble AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q --no-transfer-progress -pl jobs/local -am package dependency:copy-dependencies \
      -DincludeScope=runtime -Dmaven.test.skip=true -Dspotless.check.skip=true -Denforcer.skip=true
# The rest of what the jobs need stands in Flink's distribution: another version beside it would be found first, or last.
RUN mkdir -p /jars/flink /jars/vitals \
    && cp jobs/flink/target/vitals-flink-[0-9]*.jar /jars/flink/vitals-flink.jar \
    && cd jobs/flink/target/dependency \
    && cp avro-*.jar datasketches-*.jar flink-connector-kafka-*.jar jackson-*.jar kafka-clients-*.jar \
      snakeyaml-engine-*.jar vitals-*.jar zstd-jni-*.jar /jars/flink/ \
    && cd /build/jobs/local/target \
    && cp dependency/*.jar vitals-local-[0-9]*.jar /jars/vitals/

FROM flink:2.2.1-java17 AS flink
# All jobs share these classes. As user code each job would load its own copy, the Kafka client and Avro included.
COPY --from=build --chown=flink:flink /jars/flink/ /opt/flink/lib/
COPY --chmod=755 docker/submit-jobs /usr/local/bin/
USER root
# How far each input may read would be told four times a second.
RUN printf 'logger.alignment.name = %s\nlogger.alignment.level = WARN\n' \
      org.apache.flink.runtime.source.coordinator.SourceCoordinator >> /opt/flink/conf/log4j-console.properties
RUN mkdir -p /var/lib/flink/checkpoints /var/lib/flink/savepoints && chown -R flink:flink /var/lib/flink
USER flink

FROM eclipse-temurin:17.0.17_10-jre-noble AS vitals
COPY --from=build /jars/vitals/ /opt/vitals/lib/
COPY docker/log4j2.xml /opt/vitals/
RUN useradd --system --uid 9998 --no-create-home vitals \
    && mkdir /var/log/vitals && chown vitals /var/log/vitals
USER vitals
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-Dorg.apache.avro.fastread=true", \
  "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.vitals.schemas", "-Dlog4j2.configurationFile=/opt/vitals/log4j2.xml", \
  "-Dvitals.logs=/var/log/vitals", "-cp", "/opt/vitals/lib/*"]
CMD ["io.vitals.local.Main", "--help"]
