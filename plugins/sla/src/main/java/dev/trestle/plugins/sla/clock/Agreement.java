package dev.trestle.plugins.sla.clock;

/** With whom a policy's promise was made; at most one policy of each applies to a ticket. */
public enum Agreement {
  /** With the customer. */
  CUSTOMER,
  /** Inside the house, between teams. */
  OPERATIONAL,
  /** With a supplier. */
  SUPPLIER
}
