/**
 * {@code ./vitals demo}: what is asked of a demo, the ports it gets, and its report. It runs in
 * {@link io.vitals.local.demo}.
 */
package io.vitals.local.cli.demo;
