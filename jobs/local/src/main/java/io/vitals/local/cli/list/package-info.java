/**
 * {@code ./vitals list} and its lists: what is asked of each, and how it is written. What rows and
 * columns are stands in {@link io.vitals.local.list}.
 */
package io.vitals.local.cli.list;
