package dev.trestle.app.desk;

import dev.trestle.access.Access;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.credentials.desk.CredentialDeciders;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.directory.DirectoryDeciders;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.ticket.TicketDeciders;
import dev.trestle.domain.timer.TimerDeciders;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.desk.view.ReadMeter;
import dev.trestle.sdk.schema.RequestContext;

/** What every desk is made of, whether it serves or works on the command line. */
public final class DeskParts {
  private DeskParts() {}

  /** The deciders of all commands. */
  public static Deciders deciders() {
    Deciders deciders = new Deciders();
    TicketDeciders.register(deciders);
    DirectoryDeciders.register(deciders);
    TimerDeciders.register(deciders);
    CredentialDeciders.register(deciders, Access::readsKeySet);
    return deciders;
  }

  static DeskApi api(
      Desk desk, SearchIndex search, Entrance entrance, PluginAdministration plugins) {
    return new DeskApi(
        desk,
        search,
        entrance,
        entrance.credentials(),
        entrance::signedIn,
        Software.version(),
        ReadMeter.SILENT,
        () -> plugins);
  }

  static RequestContext.Builder context(Desk desk, Viewer viewer, String traceId) {
    return DeskApi.context(desk, viewer, traceId);
  }
}
