package io.vitals.local.simulator;

import java.util.List;

/** What the simulated company sells. */
public final class Product {
  /** The product. */
  public static final String NAME = "suite";

  /** Something to buy beside it, without seats. */
  public static final String ADD_ON = "suite_analytics";

  /** Its features, the most used first. */
  public static final List<String> FEATURES =
      List.of(
          "dashboard_view",
          "record_search",
          "report_build",
          "record_edit",
          "comment_post",
          "workflow_run",
          "file_attach",
          "export_csv",
          "dashboard_share",
          "api_call",
          "integration_sync",
          "bulk_import",
          "automation_edit",
          "forecast_view",
          "audit_log_view",
          "role_edit");

  /** The features that show a customer has taken root; all are in {@link #FEATURES}. */
  public static final List<String> KEY_FEATURES =
      List.of(
          "report_build",
          "workflow_run",
          "dashboard_share",
          "integration_sync",
          "automation_edit",
          "forecast_view");

  private Product() {}
}
