/**
 * The demo: the whole stack and the exporter in this process, fed by a simulated company, and what
 * of it is shown. Everything shown is read from the topics that the jobs publish. May use the
 * stack, the history, the simulator, the exporter and the terminal. Start reading at {@link
 * io.vitals.local.demo.Demo}.
 */
package io.vitals.local.demo;
