package dev.trestle.host.watch;

/** How the class loaders of plugins are named, by which frames of a stack are told apart. */
public final class PluginLoaders {
  public static final String NAME_PREFIX = "plugin:";

  private PluginLoaders() {}

  static boolean isOfPlugin(StackTraceElement frame) {
    String loader = frame.getClassLoaderName();
    return loader != null && loader.startsWith(NAME_PREFIX);
  }
}
