package io.vitals.exporter;

/**
 * Every metric of sources and of the quality of data, by the name it is exposed as. What it means
 * stands in the dictionary.
 */
enum DataFamily implements ExposedFamily {
  SOURCE_STATE("vitals_source_state"),
  SOURCE_CAUSE("vitals_source_cause_info"),
  SOURCE_SINCE("vitals_source_since_timestamp_seconds"),
  SOURCE_LAST_EVENT("vitals_source_last_event_timestamp_seconds"),
  SOURCE_LAST_ARRIVAL("vitals_source_last_arrival_timestamp_seconds"),
  SOURCE_COMPLETE_THROUGH("vitals_source_complete_through_timestamp_seconds"),
  SOURCE_LAST_GOOD("vitals_source_last_good_timestamp_seconds"),
  SOURCE_LAG("vitals_source_lag_seconds"),
  SOURCE_RECORDS("vitals_source_records"),
  SOURCE_RECORDS_EXPECTED("vitals_source_records_expected"),
  SOURCE_CADENCE("vitals_source_expected_cadence_seconds"),
  SOURCE_SLO_TARGET("vitals_source_slo_target_ratio"),
  SOURCE_SLO_COMPLIANCE("vitals_source_slo_compliance_ratio"),
  SOURCE_SLO_BURN("vitals_source_slo_burn_rate_ratio"),
  SOURCE_QUIET_PARTITIONS("vitals_source_quiet_partitions"),
  BREAK_ACCOUNTS("vitals_source_break_accounts"),
  BREAK_ARR("vitals_source_break_arr_currency_units"),
  BREAK_ACTIVE_ACCOUNTS("vitals_source_break_active_accounts"),
  EXCEPTIONS("vitals_quality_exceptions"),
  EXCEPTIONS_ARR("vitals_quality_exceptions_arr_currency_units"),
  EXCEPTIONS_OLDEST("vitals_quality_exceptions_oldest_timestamp_seconds"),
  COMPLETENESS("vitals_quality_completeness_ratio"),
  COMPLETENESS_ARR("vitals_quality_completeness_arr_ratio"),
  COMPLETENESS_TARGET("vitals_quality_completeness_target_ratio"),
  DUPLICATES("vitals_quality_duplicates_ratio"),
  TAXONOMY("vitals_quality_taxonomy_ratio"),
  HEALTH_INPUTS("vitals_quality_health_inputs_ratio"),
  RECONCILIATION_THEIRS("vitals_reconciliation_theirs"),
  RECONCILIATION_OURS("vitals_reconciliation_ours"),
  RECONCILIATION_DIFFERENCE("vitals_reconciliation_difference"),
  RECONCILIATION_AS_OF("vitals_reconciliation_as_of_timestamp_seconds"),
  MOVEMENTS_ACCOUNTS("vitals_band_movements_accounts"),
  MOVEMENTS_ARR("vitals_band_movements_arr_currency_units"),
  CHURNED_ACCOUNTS("vitals_churned_accounts"),
  ANOMALIES("vitals_anomaly_candidates"),
  ALERTS_OPEN("vitals_alerts_open"),
  ALERT_SINCE("vitals_alert_since_timestamp_seconds"),
  ALERT_ARR("vitals_alert_arr_currency_units"),
  ALERTS_INHIBITED("vitals_alerts_inhibited"),
  ALERTS_PRECISION("vitals_alerts_precision_ratio"),
  ALERTS_TIME_TO_ACKNOWLEDGE("vitals_alerts_time_to_acknowledge_seconds"),
  HEALTH_AGREEMENT("vitals_health_agreement_ratio");

  private final String exposedName;

  DataFamily(String exposedName) {
    this.exposedName = exposedName;
  }

  @Override
  public String exposedName() {
    return exposedName;
  }
}
