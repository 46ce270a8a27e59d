package io.vitals.exporter;

/**
 * Every metric the exporter exposes, by the name it is exposed as. What it means stands in the
 * dictionary.
 */
enum MetricFamily implements ExposedFamily {
  ACCOUNT_HEALTH_SCORE("vitals_account_health_score"),
  ACCOUNT_HEALTH_CONFIDENCE("vitals_account_health_confidence_ratio"),
  ACCOUNT_HEALTH_STATE("vitals_account_health_state_info"),
  ACCOUNT_SCORED("vitals_account_scored_timestamp_seconds"),
  ACCOUNT_HEALTH_INPUT("vitals_account_health_input"),
  ACCOUNT_HEALTH_INPUT_EVENT("vitals_account_health_input_event_timestamp_seconds"),
  ACCOUNT("vitals_account_info"),
  ACCOUNT_ARR("vitals_account_arr_currency_units"),
  ACCOUNT_ACTIVE_SUBSCRIPTIONS("vitals_account_active_subscriptions"),
  ACCOUNT_OPEN_TICKETS("vitals_account_open_tickets"),
  ACCOUNT_OPEN_ESCALATIONS("vitals_account_open_escalations"),
  ACCOUNT_DISTINCT_USERS_7D("vitals_account_distinct_users_7d"),
  ACCOUNT_DISTINCT_USERS_28D("vitals_account_distinct_users_28d"),
  ACCOUNT_STICKINESS("vitals_account_stickiness_ratio"),

  ACCOUNT_HEALTH_POINTS("vitals_account_health_points"),
  ACCOUNT_HEALTH_POINTS_LOST("vitals_account_health_points_lost"),
  ACCOUNT_HEALTH_FIRST_DRIVER("vitals_account_health_first_driver_info"),
  ACCOUNT_HEALTH_INPUT_STATE("vitals_account_health_input_state_info"),
  ACCOUNT_SUBSCRIBED("vitals_account_subscribed_timestamp_seconds"),
  ACCOUNT_FIRST_KEY_EVENT("vitals_account_first_key_event_timestamp_seconds"),
  ACCOUNT_RENEWAL("vitals_account_renewal_timestamp_seconds"),

  PORTFOLIO_ACCOUNTS("vitals_portfolio_accounts"),
  PORTFOLIO_ARR("vitals_portfolio_arr_currency_units"),
  PORTFOLIO_ARR_UNKNOWN("vitals_portfolio_arr_unknown_accounts"),
  PORTFOLIO_NOT_SCORED("vitals_portfolio_not_scored_accounts"),
  SEGMENT_ACCOUNTS("vitals_segment_accounts"),
  SEGMENT_ARR("vitals_segment_arr_currency_units"),
  TIER_ACCOUNTS("vitals_tier_accounts"),
  TIER_ARR("vitals_tier_arr_currency_units"),
  REGION_ACCOUNTS("vitals_region_accounts"),
  REGION_ARR("vitals_region_arr_currency_units"),

  RENEWALS_ACCOUNTS("vitals_renewals_accounts"),
  RENEWALS_ARR("vitals_renewals_arr_currency_units"),
  VERSION_ACCOUNTS("vitals_version_accounts"),
  DICTIONARY_COMPLIANCE("vitals_dictionary_compliance_ratio"),

  HEALTH_LAST_SCORED("vitals_health_last_scored_timestamp_seconds"),
  HEALTH_STREAM_TIME("vitals_health_stream_time_seconds"),

  EXPORTER_CAUGHT_UP("vitals_exporter_caught_up"),
  EXPORTER_CONSUMER_LAG("vitals_exporter_consumer_lag_records"),
  EXPORTER_RECORDS_READ("vitals_exporter_records_read_total"),
  EXPORTER_UNREADABLE("vitals_exporter_unreadable_records_total"),
  EXPORTER_ACCOUNTS("vitals_exporter_accounts"),
  EXPORTER_ACCOUNTS_EXPORTED("vitals_exporter_accounts_exported"),
  EXPORTER_ACCOUNTS_LIMIT("vitals_exporter_accounts_limit"),
  EXPORTER_ACCOUNTS_OMITTED("vitals_exporter_accounts_omitted"),
  EXPORTER_REPORTING_CURRENCY("vitals_exporter_reporting_currency_info");

  private final String exposedName;

  MetricFamily(String exposedName) {
    this.exposedName = exposedName;
  }

  @Override
  public String exposedName() {
    return exposedName;
  }
}
