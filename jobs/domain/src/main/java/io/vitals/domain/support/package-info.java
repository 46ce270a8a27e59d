/**
 * What we know of an account from its support tickets: open pain, escalations, flow, response
 * times, ratings. Pure Java; uses the ticket's change record as input. Start reading at {@link
 * io.vitals.domain.support.SupportState}.
 */
package io.vitals.domain.support;
