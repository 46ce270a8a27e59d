package io.vitals.flink.alerts;

import io.vitals.domain.alerting.SegmentRisk.Member;

/**
 * How an account of a segment does.
 *
 * @param tenant whose account it is
 * @param segment its segment; empty when not known
 * @param member the account
 * @param time of the row, epoch milliseconds
 * @param unjudged whether the row has no band of health: then it says nothing of risk
 */
public record MemberRow(
    String tenant, String segment, Member member, long time, boolean unjudged) {}
