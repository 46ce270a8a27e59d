/**
 * Whether the next point of a series is what its past would lead one to expect: detectors that see
 * each point once, judge it before they learn from it, and keep bounded memory.
 *
 * <p>Pure: time is an argument, and a detector's whole memory can be written to bytes and read back
 * between any two points. A detector belongs to one series and one thread. Start reading at {@link
 * io.vitals.domain.anomaly.Detector}; which one runs, and how, is a {@link
 * io.vitals.domain.anomaly.DetectorSettings}.
 */
package io.vitals.domain.anomaly;
