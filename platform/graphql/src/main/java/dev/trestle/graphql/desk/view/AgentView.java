package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A person on the staff: id and name for everybody, the rest for staff. */
public record AgentView(Agent it, Scope scope) implements Scoped {

  <T> @Nullable T staff(Function<Agent, @Nullable T> value) {
    return scope.staff() ? value.apply(it) : null;
  }

  List<TeamView> teams() {
    if (!scope.staff()) {
      return List.of();
    }
    Table<Team> teams = scope.state().table(Tables.TEAMS);
    List<TeamView> found = new ArrayList<>();
    teams
        .group("member", it.id())
        .forEach(slot -> found.add(new TeamView(teams.require(slot), scope)));
    found.sort(Comparator.comparing(team -> Tables.folded(team.it().name())));
    return found;
  }
}
