package dev.trestle.domain.codec;

/** A stored enum name that today's code has no constant for, written by newer or by older code. */
public final class UnknownEnumNameException extends CodecException {
  private static final long serialVersionUID = 1L;

  private final Class<? extends Enum<?>> type;
  private final String value;

  public UnknownEnumNameException(int offset, Class<? extends Enum<?>> type, String value) {
    super(offset, "no constant '" + value + "' in " + type.getName());
    this.type = type;
    this.value = value;
  }

  public Class<? extends Enum<?>> type() {
    return type;
  }

  public String value() {
    return value;
  }
}
