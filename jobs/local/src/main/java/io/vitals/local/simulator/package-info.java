/**
 * A simulated company: seeded, deterministic, without end. Every number an account draws comes from
 * the seed, the account and the day or hour, never from a shared sequence, so history and life are
 * one process and an account's fate does not depend on how many others there are. Knows no Kafka
 * and no clock; {@link io.vitals.local.simulator.LivePacer} alone looks at wall time. Start reading
 * at {@link io.vitals.local.simulator.SimulatedCompany}.
 */
package io.vitals.local.simulator;
