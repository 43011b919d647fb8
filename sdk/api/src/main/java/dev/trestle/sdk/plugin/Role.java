package dev.trestle.sdk.plugin;

import dev.trestle.sdk.promise.Api;
import java.util.List;

/**
 * A role that a plugin brings. It is made when the plugin is first enabled and then belongs to the
 * desk: administrators may change it, and it stays when the plugin goes.
 *
 * @param key unique on the desk, lower case with underscores
 * @param permissions of the desk or of the plugin
 */
@Api
public record Role(String key, String name, String description, List<String> permissions) {
  public Role {
    permissions = List.copyOf(permissions);
  }
}
