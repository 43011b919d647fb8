package dev.trestle.sdk.plugin;

import dev.trestle.sdk.promise.Api;
import java.util.List;

/**
 * A permission that a plugin brings.
 *
 * @param name lower case words with dots, the first being the plugin's id, such as {@code
 *     checklists.edit}
 * @param description what it lets one do, for whoever gives it
 * @param startingRoles keys of the desk's roles that hold it from the start, such as {@code
 *     technician}; {@code administrator} always does
 */
@Api
public record Permission(String name, String description, List<String> startingRoles) {
  public Permission {
    startingRoles = List.copyOf(startingRoles);
    if (!name.matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9_]*)+")) {
      throw new IllegalArgumentException("a permission is not called " + name);
    }
  }
}
