package dev.trestle.domain.plugin;

/** A call into a plugin that came to nothing; carries no object of the plugin's classes. */
public final class PluginFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** It threw something, which is in the log. */
    THREW,
    /** It took longer than it may. */
    TOOK_TOO_LONG,
    /** It took more memory than it may. */
    TOOK_TOO_MUCH,
    /** It is not called any more, because it failed too often. */
    QUARANTINED
  }

  private final String pluginId;
  private final String what;
  private final Kind kind;

  /**
   * @param what was called
   * @param detail for the log and for administrators
   */
  public PluginFailure(String pluginId, String what, Kind kind, String detail) {
    super("Plugin " + pluginId + ", " + what + ": " + detail, null, false, false);
    this.pluginId = pluginId;
    this.what = what;
    this.kind = kind;
  }

  /** The message for people, without the places in the code, which are for the log. */
  public String told() {
    return String.valueOf(getMessage()).replaceAll("\\n  at [^\\n;]*", "").strip();
  }

  public String pluginId() {
    return pluginId;
  }

  public String what() {
    return what;
  }

  public Kind kind() {
    return kind;
  }
}
