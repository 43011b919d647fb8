package dev.trestle.http.exchange;

import dev.trestle.domain.access.Viewer;
import dev.trestle.sdk.schema.RequestContext;

/** Starts the context of one execution; the app adds what its fields need, such as the snapshot. */
@FunctionalInterface
public interface Contexts {
  RequestContext.Builder begin(Viewer viewer, String traceId);

  /** Contexts that know the viewer and nothing else. */
  Contexts PLAIN =
      (viewer, traceId) ->
          RequestContext.withTraceId(traceId).permissions(viewer::may).with(Viewer.class, viewer);
}
