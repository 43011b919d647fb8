package dev.trestle.plugins.tests.reference;

/** With whom a policy was agreed; at most one policy of each applies to a ticket. */
enum Agreement {
  CUSTOMER,
  OPERATIONAL,
  SUPPLIER
}
