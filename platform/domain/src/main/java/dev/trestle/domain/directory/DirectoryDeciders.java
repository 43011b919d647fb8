package dev.trestle.domain.directory;

import dev.trestle.domain.command.Deciders;

/** The deciders of all commands on what a desk is set up from. */
public final class DirectoryDeciders {
  private DirectoryDeciders() {}

  /** Adds all of them. */
  public static void register(Deciders deciders) {
    CompanyDeciders.register(deciders);
    SiteDeciders.register(deciders);
    ContactDeciders.register(deciders);
    AgentDeciders.register(deciders);
    TeamDeciders.register(deciders);
    QueueDeciders.register(deciders);
    CustomFieldDeciders.register(deciders);
    SavedViewDeciders.register(deciders);
    RoleDeciders.register(deciders);
    ServiceUserDeciders.register(deciders);
    UploadDecider.register(deciders);
    FirstStart.register(deciders);
  }
}
