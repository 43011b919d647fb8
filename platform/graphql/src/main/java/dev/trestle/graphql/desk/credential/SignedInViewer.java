package dev.trestle.graphql.desk.credential;

import dev.trestle.domain.access.Viewer;

/** Tells who stands behind an access token that was just handed out. */
@FunctionalInterface
public interface SignedInViewer {
  Viewer of(String accessToken);
}
