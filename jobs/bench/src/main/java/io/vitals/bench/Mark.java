package io.vitals.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/**
 * Where a measured process stands; said by it on stdout as a line.
 *
 * @param nanos wall time of that process, {@link System#nanoTime()}
 * @param cpuNanos CPU it has used since it started, all threads: compiler, collector and native
 *     ones too
 * @param records records it has read, those of the warm-up too
 */
record Mark(long nanos, long cpuNanos, long records) {
  /** First word of the line once it is warm. */
  static final String FIRST = "first";

  /** First word of the line once all was processed. */
  static final String LAST = "last";

  /** This process, now. */
  static Mark now(long records) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Mark(System.nanoTime(), system.getProcessCpuTime(), records);
  }

  void print(String word, PrintStream out) {
    out.println(word + " " + nanos + " " + cpuNanos + " " + records);
    out.flush();
  }

  static Mark parse(String line) {
    String[] words = line.split(" ", -1);
    return new Mark(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
  }
}
