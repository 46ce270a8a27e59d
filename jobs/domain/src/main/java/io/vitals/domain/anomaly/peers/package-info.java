/**
 * What the accounts of a segment, or all of them, say of one that is new: partial pooling, account
 * to segment to portfolio, so that a customer is judged from its second day and not its second
 * week.
 *
 * <p>Pure. Start reading at {@link io.vitals.domain.anomaly.peers.PeerSums}.
 */
package io.vitals.domain.anomaly.peers;
