package io.vitals.domain.health;

import static io.vitals.domain.health.HealthFixtures.DICTIONARY;
import static io.vitals.schemas.MissingReason.TOO_LITTLE_EVIDENCE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.adoption.Adoption;
import io.vitals.domain.adoption.AdoptionState;
import io.vitals.domain.adoption.AdoptionView;
import io.vitals.domain.adoption.ClosedDays;
import io.vitals.domain.adoption.DaySlice;
import io.vitals.domain.adoption.DaySlices;
import io.vitals.domain.adoption.Days;
import io.vitals.domain.adoption.UsageAccumulator;
import io.vitals.domain.adoption.WorkingDays;
import io.vitals.domain.support.SupportState;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.Entity;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.metrics.InputDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountInputsTest {
  /** In the dictionary and in the model, but no source tells of milestones yet. */
  private static final Set<String> NOT_YET_COMPUTED =
      Set.of("onboarding.milestones_on_time_ratio", "onboarding.first_value_delay_days");

  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-06-15");
  private static final int DAYS_OF_USE = 50;

  @Test
  void everyInputOfTheDictionaryIsComputedOrDeclaredAsNotYet() {
    InputValues values = inputs(everythingFed()).values();

    assertThat(known(values))
        .containsExactlyInAnyOrderElementsOf(
            DICTIONARY.inputs().stream()
                .map(InputDefinition::name)
                .filter(name -> !NOT_YET_COMPUTED.contains(name))
                .toList());
  }

  @Test
  void withoutASourceOfTicketsTheirAbsenceIsNoGoodNews() {
    Set<String> known = known(inputs(Set.of(Entity.TELEMETRY, Entity.SUBSCRIPTION)).values());

    assertThat(known).isNotEmpty().noneMatch(name -> name.startsWith("support."));
  }

  @Test
  void whatTheModelDeclaresNotToApplyIsMissingWhateverIsKnown() {
    String seats = "adoption.weekly_active_seats_ratio";
    AccountState account =
        account()
            .with(
                AccountChange.newBuilder()
                    .setIngestTime(NOON)
                    .setSource("crm")
                    .setSourceVersion(1)
                    .setOp(Operation.CREATE)
                    .setAccountKey("key")
                    .setEventTime(NOON)
                    .setProduct("api")
                    .build());
    Model declaring =
        ModelFile.parse(
            HealthFixtures.defaultYaml()
                .replace(
                    "not_applicable:\n  products: {}",
                    "not_applicable:\n  products: {api: [" + seats + "]}"),
            DICTIONARY);
    int position = DICTIONARY.indexOf(seats);

    assertThat(inputs(declaring, account, everythingFed()).values().get(position))
        .isEqualTo(HealthFixtures.NOT_APPLICABLE);
    assertThat(inputs(declaring, account(), everythingFed()).values().get(position))
        .isInstanceOf(InputValue.Present.class);
  }

  @Test
  void anUnknownAmountIsNoContraction() {
    AccountState account = account().with(sold("s2").setArrMinor(null).build(), ZoneOffset.UTC);
    InputValues values = inputs(everythingFed(), account, 200_000L).values();

    assertThat(reason(values, "commercial.arr_change_90d_ratio")).isEqualTo(TOO_LITTLE_EVIDENCE);
    assertThat(reason(values, "commercial.noticed_arr_ratio")).isEqualTo(TOO_LITTLE_EVIDENCE);
  }

  @Test
  void noNoticeIsGoodNewsOnlyWhereAllTell() {
    SubscriptionChange.Builder silent = sold("s2").setArrMinor(900_000L).setAutoRenew(null);
    AccountState account = account().with(silent.build(), ZoneOffset.UTC);
    AccountInputs inputs = inputs(everythingFed(), account, 1_000_000L);

    assertThat(reason(inputs.values(), "commercial.noticed_arr_ratio"))
        .isEqualTo(TOO_LITTLE_EVIDENCE);

    AccountState allTell =
        account.with(silent.setSourceVersion(2).setAutoRenew(true).build(), ZoneOffset.UTC);
    assertThat(known(inputs(everythingFed(), allTell, 1_000_000L).values()))
        .contains("commercial.noticed_arr_ratio");
  }

  @Test
  void noticeGivenReachesTheGatesThoughOthersAreSilent() {
    AccountState account =
        account()
            .with(sold("s2").setArrMinor(300_000L).setNoticeDate(TODAY).build(), ZoneOffset.UTC)
            .with(sold("s3").setAutoRenew(null).build(), ZoneOffset.UTC);

    assertThat(inputs(everythingFed(), account, 500_000L).gateFacts().noticedArrRatio())
        .isEqualTo(0.6);
  }

  private static MissingReason reason(InputValues values, String input) {
    return ((InputValue.Missing) values.get(DICTIONARY.indexOf(input))).reason();
  }

  private static Set<String> known(InputValues values) {
    return DICTIONARY.inputs().stream()
        .map(InputDefinition::name)
        .filter(name -> values.get(DICTIONARY.indexOf(name)) instanceof InputValue.Present)
        .collect(toSet());
  }

  private static Set<Entity> everythingFed() {
    return Set.of(Entity.TELEMETRY, Entity.TICKET, Entity.ACCOUNT, Entity.SUBSCRIPTION);
  }

  private static AccountInputs inputs(Set<Entity> fed) {
    return inputs(model(), account(), fed);
  }

  private static AccountInputs inputs(Model model, AccountState account, Set<Entity> fed) {
    return inputs(model, fed, account, account.arrOn(TODAY.minusDays(90)));
  }

  private static AccountInputs inputs(Set<Entity> fed, AccountState account, Long arr90DaysAgo) {
    return inputs(model(), fed, account, arr90DaysAgo);
  }

  private static AccountInputs inputs(
      Model model, Set<Entity> fed, AccountState account, Long arr90DaysAgo) {
    return new AccountInputs(
        model, account.at(TODAY), arr90DaysAgo, usage(), tickets().at(NOON), fed, false);
  }

  private static Model model() {
    return ModelFile.parse(
        HealthFixtures.defaultYaml()
            .replace("key_features: {}", "key_features: {default: [report]}"),
        DICTIONARY);
  }

  private static AccountState account() {
    return AccountState.empty().with(sold("s1").build(), ZoneOffset.UTC);
  }

  private static SubscriptionChange.Builder sold(String id) {
    return SubscriptionChange.newBuilder()
        .setIngestTime(NOON)
        .setSource("crm")
        .setSubscriptionId(id)
        .setSourceVersion(1)
        .setOp(Operation.CREATE)
        .setAccountKey("key")
        .setEventTime(NOON)
        .setArrMinor(100_000L)
        .setCurrency("USD")
        .setSeats(5)
        .setAutoRenew(true)
        .setStartDate(TODAY.minusYears(1));
  }

  private static SupportState tickets() {
    SupportState tickets = SupportState.empty();
    for (int rated = 0; rated < 3; rated++) {
      Instant solved = NOON.minus(Duration.ofDays(rated + 1));
      tickets =
          tickets.with(
              TicketChange.newBuilder()
                  .setIngestTime(solved)
                  .setSource("desk")
                  .setTicketId("t" + rated)
                  .setSourceVersion(1)
                  .setOp(Operation.CREATE)
                  .setAccountKey("key")
                  .setEventTime(solved)
                  .setStatus(TicketStatus.SOLVED)
                  .setOpenedAt(solved.minus(Duration.ofHours(1)))
                  .setSolvedAt(solved)
                  .setCsatScore(5)
                  .build());
    }
    return tickets;
  }

  private static AdoptionView usage() {
    Adoption adoption = new Adoption(Days.UTC, WorkingDays.MONDAY_TO_FRIDAY);
    Slices slices = new Slices();
    AdoptionState state = AdoptionState.empty();
    for (int ago = DAYS_OF_USE; ago >= 0; ago--) {
      Instant time = NOON.minus(Duration.ofDays(ago));
      int hour = Days.hourOf(time.toEpochMilli());
      UsageAccumulator used = new UsageAccumulator("acme:1", hour, hour);
      used.add(
          TelemetryEvent.newBuilder()
              .setIngestTime(time)
              .setSource("product")
              .setEventId("e" + ago)
              .setAccountKey("key")
              .setAccountId("acme:1")
              .setEventTime(time)
              .setEventName("used")
              .setFeature("report")
              .setUserHash(7L)
              .build());
      state = adoption.advance(state, slices, time);
      state = adoption.apply(state, slices, used.toDelta(), Set.of("report"));
    }
    return adoption.view(state, slices, NOON);
  }

  private static final class Slices implements DaySlices {
    private final Map<Integer, DaySlice> days = new HashMap<>();
    private ClosedDays closedDays;

    @Override
    public DaySlice get(int epochDay) {
      return days.get(epochDay);
    }

    @Override
    public void put(DaySlice slice) {
      days.put(slice.epochDay(), slice);
    }

    @Override
    public void remove(int epochDay) {
      days.remove(epochDay);
    }

    @Override
    public ClosedDays closedDays() {
      return closedDays;
    }

    @Override
    public void putClosedDays(ClosedDays cache) {
      closedDays = cache;
    }
  }
}
