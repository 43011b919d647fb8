package dev.trestle.domain.log;

/** A sequence number or address that names nothing durable. */
public final class LogAddressInvalid extends LogException {

  public LogAddressInvalid(String message) {
    super(message, null);
  }
}
