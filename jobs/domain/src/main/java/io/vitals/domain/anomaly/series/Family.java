package io.vitals.domain.anomaly.series;

import io.vitals.schemas.Entity;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;

/** Measures that move together and are told of together: one episode at a time of a subject. */
public enum Family {
  /** How much the product is used. More use of one account is what was hoped for, and no news. */
  USAGE(Entity.TELEMETRY, SignalKind.USAGE_SURGE, SignalKind.USAGE_COLLAPSE),
  /** What goes wrong in its use. Fewer errors are no news. */
  ERRORS(Entity.TELEMETRY, SignalKind.ERROR_SURGE, null),
  /** What is asked of support. Fewer tickets are no news. */
  SUPPORT(Entity.TICKET, SignalKind.TICKET_SURGE, null),
  /** What a source sends. More of it is told of by what it feeds. */
  VOLUME(null, null, SignalKind.VOLUME_DROP),
  /** How accounts do. Fewer that come to be at risk are no news. */
  HEALTH(null, SignalKind.RISK_SURGE, null),
  /** What scores are made of. Fewer inputs that come to be missing are no news. */
  COMPLETENESS(null, SignalKind.COMPLETENESS_DROP, null);

  private final Entity fedBy;
  private final SignalKind up;
  private final SignalKind down;

  Family(Entity fedBy, SignalKind up, SignalKind down) {
    this.fedBy = fedBy;
    this.up = up;
    this.down = down;
  }

  /** What feeds it; null for what anything may feed. */
  public Entity fedBy() {
    return fedBy;
  }

  /** Whether a deviation this way is told of. */
  public boolean tells(SignalScope scope, boolean isDown) {
    boolean isHopedFor = this == USAGE && scope == SignalScope.ACCOUNT && !isDown;
    return !isHopedFor && kind(isDown) != null;
  }

  /** What a deviation this way is called; null when it is not told of. */
  public SignalKind kind(boolean isDown) {
    return isDown ? down : up;
  }
}
