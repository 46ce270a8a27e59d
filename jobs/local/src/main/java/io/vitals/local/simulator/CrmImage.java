package io.vitals.local.simulator;

import io.vitals.domain.account.ReportingAmount;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What the CRM holds of a customer; each change of it is sent as the row's next version. */
final class CrmImage {
  private static final double WRONG_CONTROL_TOTAL = 1.1;
  private static final double ADD_ON_SHARE = 0.15;

  private final RecordWriter<AccountChange> accounts = RecordWriter.of(AccountChange.class);
  private final RecordWriter<SubscriptionChange> subscriptions =
      RecordWriter.of(SubscriptionChange.class);
  private final RecordWriter<ChurnOutcome> outcomes = RecordWriter.of(ChurnOutcome.class);

  private final AccountProfile profile;
  private final Arrivals arrivals;
  private final AccountChange account;
  private final List<SubscriptionChange> sold = new ArrayList<>();
  private final boolean wrongControlTotal;
  private Instant time = Instant.EPOCH;
  private Duration lag = Duration.ZERO;

  /**
   * The image of a customer not yet in the CRM.
   *
   * @param parentKey the CRM's key of its parent; null for none
   */
  CrmImage(AccountProfile profile, String parentKey, Arrivals arrivals) {
    this.profile = profile;
    this.arrivals = arrivals;
    this.wrongControlTotal = profile.index() % 59 == 17;
    this.account =
        AccountChange.newBuilder()
            .setSource(SimulatedCompany.CRM)
            .setSourceVersion(0)
            .setOp(Operation.CREATE)
            .setAccountKey(profile.crmKey())
            .setEventTime(Instant.EPOCH)
            .setName(profile.name())
            .setDomain("customer-" + profile.index() + ".example")
            .setTier(profile.tier())
            .setSegment(profile.segment().label())
            .setRegion(profile.region().label())
            .setIndustry(profile.industry())
            .setProduct(Product.NAME)
            .setImplementationType(profile.implementation())
            .setParentAccountKey(parentKey)
            .setCurrency(profile.region().currency())
            .setCustomerSince(profile.customerSince())
            .build();
  }

  /** Sets when the next changes happen, and how long after the CRM sends them. */
  void at(Instant changeTime, Duration sendingLag) {
    time = changeTime;
    lag = sendingLag;
  }

  /** Enters the customer with its subscriptions. */
  void open(Operation op, LifecycleStage stage, String owner, LocalDate renewal, boolean addOn) {
    account.setLifecycleStage(stage);
    account.setOwnerId(owner);
    sold.add(subscription(profile.subscriptionId(), Product.NAME, profile.tier(), renewal));
    SubscriptionChange main = sold.get(0);
    main.setSeats(profile.seats());
    main.setArrMinor(Math.round(profile.seats() * seatPrice() * profile.discount()));
    if (addOn) {
      String id = profile.subscriptionId() + "-a";
      SubscriptionChange extra = subscription(id, Product.ADD_ON, "add_on", renewal);
      extra.setArrMinor(Math.round(main.getArrMinor() * ADD_ON_SHARE));
      sold.add(extra);
    }
    account.setControlArrMinor(controlTotal());
    send(account, op);
    sold.forEach(row -> send(row, op));
  }

  /** Moves the customer to another stage. */
  void stage(LifecycleStage stage) {
    if (stage != account.getLifecycleStage()) {
      account.setLifecycleStage(stage);
      send(account, Operation.UPDATE);
    }
  }

  /** Gives the customer to another manager. */
  void owner(String owner) {
    account.setOwnerId(owner);
    send(account, Operation.UPDATE);
  }

  /** Books a notice. */
  void notice(LocalDate given, LocalDate end) {
    for (SubscriptionChange row : sold) {
      row.setNoticeDate(given);
      row.setEndDate(end);
      row.setAutoRenew(false);
      send(row, Operation.UPDATE);
    }
  }

  /** Renews everything with another number of seats. */
  void renew(LocalDate renewal, int seats) {
    SubscriptionChange main = sold.get(0);
    double change = (double) seats / main.getSeats();
    main.setSeats(seats);
    for (SubscriptionChange row : sold) {
      row.setArrMinor(Math.round(row.getArrMinor() * change));
      row.setRenewalDate(renewal);
      send(row, Operation.UPDATE);
    }
    account.setControlArrMinor(controlTotal());
    send(account, Operation.UPDATE);
  }

  /** Closes the customer. */
  void churn() {
    account.setLifecycleStage(LifecycleStage.CHURNED);
    account.setControlArrMinor(0L);
    send(account, Operation.UPDATE);
  }

  /** Books an outcome. */
  void outcome(OutcomeKind kind, LocalDate day, ChurnReason reason) {
    ChurnOutcome outcome =
        ChurnOutcome.newBuilder()
            .setSource(SimulatedCompany.CRM)
            .setOutcomeId("out-" + profile.index() + "-" + day)
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey(profile.crmKey())
            .setEventTime(time)
            .setKind(kind)
            .setEffectiveDate(day)
            .setReason(reason)
            .setValidated(profile.index() % 3 != 0)
            .build();
    deliver(outcomes.write(outcome));
  }

  int seats() {
    return sold.get(0).getSeats();
  }

  /** Subscriptions active on a day, by their own dates. */
  long activeSubscriptions(LocalDate day) {
    return sold.stream().filter(row -> isActive(row, day)).count();
  }

  /** What they are worth a year, minor units of the reporting currency. */
  long arrMinor(LocalDate day) {
    return sold.stream()
        .filter(row -> isActive(row, day))
        .mapToLong(
            row -> ReportingAmount.of(row.getArrMinor(), row.getCurrency(), row.getReportingRate()))
        .sum();
  }

  private static boolean isActive(SubscriptionChange row, LocalDate day) {
    return !day.isBefore(row.getStartDate())
        && (row.getEndDate() == null || day.isBefore(row.getEndDate()));
  }

  private SubscriptionChange subscription(
      String id, String product, String plan, LocalDate renewal) {
    Region region = profile.region();
    boolean foreign = region.reportingRateMicros() != 1_000_000;
    return SubscriptionChange.newBuilder()
        .setSource(SimulatedCompany.CRM)
        .setSubscriptionId(id)
        .setSourceVersion(0)
        .setOp(Operation.CREATE)
        .setAccountKey(profile.crmKey())
        .setEventTime(Instant.EPOCH)
        .setProduct(product)
        .setPlan(plan)
        .setCurrency(region.currency())
        .setReportingRate(region.reportingRateMicros() / 1e6)
        .setRateDate(foreign ? profile.customerSince() : null)
        .setStartDate(profile.customerSince())
        .setRenewalDate(renewal)
        .setAutoRenew(true)
        .setBillingFrequency(profile.segment() == Segment.SMB ? "monthly" : "annual")
        .setTrial(false)
        .build();
  }

  /** List price of a seat and year, minor units. */
  private double seatPrice() {
    return switch (profile.tier()) {
      case "basic" -> 180_00;
      case "pro" -> 360_00;
      default -> 600_00;
    };
  }

  private long controlTotal() {
    long total = sold.stream().mapToLong(SubscriptionChange::getArrMinor).sum();
    return wrongControlTotal ? Math.round(total * WRONG_CONTROL_TOTAL) : total;
  }

  private void send(AccountChange row, Operation op) {
    row.setSourceVersion(row.getSourceVersion() + 1);
    row.setOp(op);
    row.setEventTime(time);
    deliver(accounts.write(row));
  }

  private void send(SubscriptionChange row, Operation op) {
    row.setSourceVersion(row.getSourceVersion() + 1);
    row.setOp(op);
    row.setEventTime(time);
    deliver(subscriptions.write(row));
  }

  private void deliver(byte[] value) {
    arrivals.add(Topic.SOURCE_CRM, profile.crmKey(), SimulatedCompany.CRM, time.plus(lag), value);
  }
}
