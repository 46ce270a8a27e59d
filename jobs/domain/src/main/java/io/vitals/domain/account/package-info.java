/**
 * What we know of an account from its CRM row and its subscriptions: whether it is active, what it
 * pays and paid, how many seats, when it renews, how much of it is under notice. Pure Java; uses
 * the change records as input. Start reading at {@link io.vitals.domain.account.AccountState}.
 */
package io.vitals.domain.account;
