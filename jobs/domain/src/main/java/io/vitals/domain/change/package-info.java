/**
 * What rows of every source of record have in common: the order in which versions win, and where
 * what we know came from. Pure Java; uses the operation of a change record and nothing else. Start
 * reading at {@link io.vitals.domain.change.ChangeStamp}.
 */
package io.vitals.domain.change;
