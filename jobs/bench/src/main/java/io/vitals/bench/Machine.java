package io.vitals.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/** What the figures were measured on. */
final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final double GIBIBYTE = 1 << 30;

  private Machine() {}

  static String describe() throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return "%s, %d cores, %.0f GiB; %s %s; %s %s; Flink %s, Kafka clients %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            system.getTotalMemorySize() / GIBIBYTE,
            system.getName(),
            system.getVersion(),
            System.getProperty("java.vm.name"),
            System.getProperty("java.version"),
            EnvironmentInformation.getVersion(),
            AppInfoParser.getVersion());
  }

  private static String processor() throws IOException {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(CPU_INFO).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
