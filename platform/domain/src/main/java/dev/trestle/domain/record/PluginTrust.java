package dev.trestle.domain.record;

/** Why the desk trusts a plugin's code. */
public enum PluginTrust {
  /** It comes with the desk. */
  BUNDLED,
  /** A key signed it that the owner trusts. */
  SIGNED,
  /** Nobody vouches for it, and the desk is set up to take such plugins. */
  UNSIGNED
}
