package dev.trestle.http.live;

import dev.trestle.domain.access.Viewer;
import dev.trestle.graphql.desk.credential.Caller;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.Contexts;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.ResumePoint;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who is on the other end of a connection, asked again whenever it matters. */
record Peer(
    Admission admission,
    Contexts contexts,
    @Nullable String authorization,
    Caller caller,
    Duration timeLimit) {

  private String remoteAddress() {
    return Objects.requireNonNullElse(caller.address(), "unknown");
  }

  /** Authenticates and counts one operation. */
  Viewer admit() {
    return admission.admit(authorization, remoteAddress());
  }

  /** Authenticates as of now, so that a revoked session or role counts for the next event. */
  Viewer again() {
    return admission.again(authorization, remoteAddress());
  }

  RequestContext context(Viewer viewer, String traceId, @Nullable String resumeAfter) {
    RequestContext.Builder builder =
        contexts.begin(viewer, traceId).with(Caller.class, caller).timeLimit(timeLimit);
    if (resumeAfter != null) {
      builder.with(ResumePoint.class, new ResumePoint(resumeAfter));
    }
    return builder.build();
  }
}
