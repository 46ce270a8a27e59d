/**
 * Lists of what the jobs published, for an analyst: rows as records, their columns, what is asked
 * of them, and how they are written. Knows records and topics, no broker and no command line. Start
 * reading at {@link io.vitals.local.list.AccountEntry} and {@link io.vitals.local.list.ListQuery}.
 *
 * <p>A value that is not known is null throughout: it is written as nothing, and is never zero.
 */
package io.vitals.local.list;
