package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The party on whose behalf something is done or read. */
@Api
public interface Viewer {
  /** The agent, contact or service; null for an anonymous viewer, the desk and its plugins. */
  @Nullable UUID id();

  PrincipalKind kind();

  String name();

  /** The company of a contact; null for everybody else. */
  @Nullable UUID companyId();

  /** Whether the viewer holds the permission, a token's scopes already considered. */
  boolean may(String permission);
}
