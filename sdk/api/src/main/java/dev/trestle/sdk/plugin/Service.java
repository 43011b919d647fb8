package dev.trestle.sdk.plugin;

import dev.trestle.sdk.promise.Api;

/**
 * Something a plugin offers other plugins.
 *
 * @param type an interface in a package that the manifest publishes ({@code api.packages})
 * @param instance safe for any thread; calls to it count as calls into this plugin
 */
@Api
public record Service<T>(Class<T> type, T instance) {
  public Service {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(type.getName() + " is no interface");
    }
  }
}
