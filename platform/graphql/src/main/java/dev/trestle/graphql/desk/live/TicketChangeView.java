package dev.trestle.graphql.desk.live;

import dev.trestle.graphql.desk.view.EventView;
import dev.trestle.graphql.desk.view.TicketView;

/** A ticket that has just changed, and how. */
record TicketChangeView(TicketView ticket, EventView event, String cursor) {}
