package io.vitals.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules on compiled classes, tests left out. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.vitals");

  private static final String DOMAIN = "io.vitals.domain..";

  /** Reads the model that is packed with it; the text of any other is an argument. */
  private static final String READS_ITS_OWN_RESOURCE = "io.vitals.domain.health.ModelFile";

  /** The one place that makes an environment, on the settings the jobs are written for. */
  private static final String MAKES_THE_ENVIRONMENT = "io.vitals.flink.config.JobConfiguration";

  private static final String ENVIRONMENT =
      "org.apache.flink.streaming.api.environment.StreamExecutionEnvironment";

  @Test
  void everyModuleIsLookedAt() {
    for (String module : Set.of("schemas", "domain", "flink", "broker", "exporter", "local")) {
      assertThat(CLASSES.that(resideInAnyPackage("io.vitals." + module + "..")))
          .as("classes of module %s", module)
          .isNotEmpty();
    }
  }

  @Test
  void importsRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("schemas")
        .definedBy("io.vitals.schemas..")
        .layer("domain")
        .definedBy(DOMAIN)
        .layer("broker")
        .definedBy("io.vitals.broker..")
        .layer("flink")
        .definedBy("io.vitals.flink..")
        .layer("exporter")
        .definedBy("io.vitals.exporter..")
        .layer("local")
        .definedBy("io.vitals.local..")
        .whereLayer("schemas")
        .mayNotAccessAnyLayer()
        .whereLayer("domain")
        .mayOnlyAccessLayers("schemas")
        .whereLayer("broker")
        .mayOnlyAccessLayers("schemas")
        .whereLayer("flink")
        .mayOnlyAccessLayers("domain", "schemas")
        .whereLayer("exporter")
        .mayOnlyAccessLayers("domain", "schemas")
        .whereLayer("local")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void packagesOfLocalKnowEachOtherOneWay() {
    slices().matching("io.vitals.local.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void domainKnowsNeitherEngineNorBroker() {
    noClasses()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "io.micrometer..")
        .check(CLASSES);
  }

  @Test
  void onlyFlinkModuleAndTheStackUseFlink() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.vitals.flink..", "io.vitals.local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void domainAsksNoClock() {
    noClasses()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .callMethodWhere(describe("wall time is asked for", ArchitectureTest::asksForWallTime))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .check(CLASSES);
  }

  @Test
  void domainDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage(DOMAIN)
        .and()
        .doNotHaveFullyQualifiedName(READS_ITS_OWN_RESOURCE)
        .should()
        .dependOnClassesThat(
            describe(
                "do input or output",
                type ->
                    resideInAnyPackage(
                                "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                            .test(type)
                        && !type.getFullName().equals("java.io.Serializable")))
        .check(CLASSES);
  }

  @Test
  void nobodyUsesKryo() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.esotericsoftware..", "org.apache.flink.api.java.typeutils.runtime.kryo..")
        .check(CLASSES);
  }

  @Test
  void onlyTheConfigurationMakesAnEnvironment() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(MAKES_THE_ENVIRONMENT)
        .should()
        .callMethodWhere(
            describe(
                "an environment is made",
                call ->
                    isEnvironment(call.getTargetOwner())
                        && call.getName().endsWith("Environment")
                        && call.getName().matches("(get|create).*")))
        .check(CLASSES);
  }

  @Test
  void onlyMainsOfJobsExecute() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "a job is executed outside of a job's main",
                call ->
                    isEnvironment(call.getTargetOwner())
                        && call.getName().startsWith("execute")
                        && !(call.getOrigin().getName().equals("main")
                            && call.getOriginOwner().getSimpleName().endsWith("Job"))))
        .check(CLASSES);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
    fields()
        .that(
            are(
                describe(
                    "static collections",
                    field ->
                        field.getModifiers().contains(JavaModifier.STATIC)
                            && (field.getRawType().isAssignableTo(Collection.class)
                                || field.getRawType().isAssignableTo(Map.class)))))
        .should(beUnmodifiable())
        .check(CLASSES);
    fields()
        .that()
        .areStatic()
        .should()
        .notHaveRawType(
            describe(
                "is made to be changed",
                type -> type.getPackageName().startsWith("java.util.concurrent.atomic")))
        .check(CLASSES);
  }

  @Test
  void arraysThatOthersSeeAreNotStatic() {
    fields()
        .that()
        .areStatic()
        .and()
        .areNotPrivate()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .notHaveRawType(describe("is an array", JavaClass::isArray))
        .check(CLASSES);
  }

  @Test
  void nobodySleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils|Util|Manager|Helper|Impl)").check(CLASSES);
  }

  private static boolean asksForWallTime(JavaCall<?> call) {
    AccessTarget target = call.getTarget();
    String owner = target.getOwner().getFullName();
    boolean system =
        owner.equals("java.lang.System")
            && Set.of("currentTimeMillis", "nanoTime").contains(target.getName());
    boolean now = owner.startsWith("java.time.") && target.getName().equals("now");
    boolean date =
        owner.equals("java.util.Date") && target.getFullName().equals("java.util.Date.<init>()");
    return system || now || date;
  }

  private static boolean isEnvironment(JavaClass type) {
    return type.getFullName().equals(ENVIRONMENT);
  }

  private static ArchCondition<JavaField> beUnmodifiable() {
    return new ArchCondition<>("hold a collection that cannot change") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        Object value = valueOf(field.reflect());
        String type = value.getClass().getName();
        boolean unmodifiable =
            type.startsWith("java.util.ImmutableCollections$")
                || type.startsWith("java.util.Collections$Unmodifiable")
                || type.startsWith("java.util.Collections$Empty");
        events.add(
            new SimpleConditionEvent(
                field, unmodifiable, field.getFullName() + " holds a " + type));
      }
    };
  }

  private static Object valueOf(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " cannot be read", e);
    }
  }
}
