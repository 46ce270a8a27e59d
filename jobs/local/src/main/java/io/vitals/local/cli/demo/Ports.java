package io.vitals.local.cli.demo;

/**
 * The TCP ports a run listens at.
 *
 * @param ui Flink's web UI
 * @param metrics the exporter
 * @param kafka the broker
 */
public record Ports(int ui, int metrics, int kafka) {}
