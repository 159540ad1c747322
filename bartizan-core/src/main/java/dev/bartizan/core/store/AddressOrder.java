package dev.bartizan.core.store;

/** How addresses are listed. */
public enum AddressOrder {
  /** The last seen first. */
  RECENT,
  /** The one with most events first. */
  EVENTS,
  /** The one with most blocked events first. */
  BLOCKED,
  /** By address. */
  ADDRESS
}
