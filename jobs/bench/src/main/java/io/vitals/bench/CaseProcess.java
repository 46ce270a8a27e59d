package io.vitals.bench;

import java.io.OutputStream;

/** The measured process: runs one case, says its marks, and ends when its stdin does. */
final class CaseProcess {
  private CaseProcess() {}

  /** Takes what {@link CaseRequest#arguments} gives. */
  public static void main(String[] arguments) throws Exception {
    CaseRequest request = CaseRequest.parse(arguments);
    if (request.measured() == BenchmarkCase.CONSUME) {
      PlainConsumer.run(request, System.out);
    } else {
      MeasuredJob.start(request).exitOnFailure();
    }
    System.in.transferTo(OutputStream.nullOutputStream());
    // The cluster goes with the process: what it wrote is committed or not wanted.
    System.exit(0);
  }
}
