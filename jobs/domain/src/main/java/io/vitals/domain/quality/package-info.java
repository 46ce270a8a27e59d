/**
 * What is wrong with the data itself: rules that find faults in what is known of an account, of the
 * portfolio and of what a source sends, and the life of a fault from the row that shows it to the
 * row that mends it. Pure: may use {@code account}, {@code change}, {@code freshness} and the
 * contracts. Start reading at {@link io.vitals.domain.quality.AccountRules} and {@link
 * io.vitals.domain.quality.SourceDrift}.
 */
package io.vitals.domain.quality;
