// The tabs a newcomer finds, to be run from left to right; each runs as it stands once somebody is
// signed in. The page puts a new id in place of the ticket's id below each time it is loaded, so
// that the tabs are about one and the same ticket of one's own.
window.TRESTLE_EXAMPLE_TICKET = "01890a5d-ac96-774b-bcce-b302099a8057";
window.TRESTLE_EXAMPLES = [
  {
    query: `# Who am I, and what may I do?
# Sign in at the top, then press the triangle.
query Viewer {
  viewer {
    kind
    name
    roles
    permissions
  }
}
`,
  },
  {
    query: `# Where tickets wait, how many, and in which statuses.
query Queues {
  queues(first: 20, filter: { archived: false }) {
    totalCount
    nodes {
      id
      name
      openTicketCount
      statuses {
        key
        name
        category
      }
    }
  }
}
`,
  },
  {
    query: `# Records a ticket. The desk makes the id when none is
# proposed; the tabs further right use this one.
# Once more with the same operationKey and input: the
# same answer again, and no second ticket.
mutation Create($input: TicketCreateInput!) {
  ticketCreate(input: $input) {
    ticket {
      id
      number
      subject
      priority
      dueAt
      status { name category }
      queue { name }
    }
    userErrors { type code message path }
  }
}
`,
    variables: `{
  "input": {
    "id": "01890a5d-ac96-774b-bcce-b302099a8057",
    "operationKey": "01890a5d-ac96-774b-bcce-b302099a8057",
    "subject": "The printer is on fire",
    "text": "Third floor, next to the kitchen. It prints smoke.",
    "priority": "HIGH",
    "dueAt": "2031-03-03T09:00:00.000Z",
    "tags": ["printer"]
  }
}
`,
  },
  {
    query: `# A queue's open tickets: most pressing first, then
# earliest due. totalCount is exact. For the next page
# give endCursor as the variable "after".
query OpenTickets($first: Int!, $after: Cursor) {
  queues(first: 1) {
    nodes {
      name
      tickets(
        first: $first
        after: $after
        filter: { open: true }
        orderBy: [{ field: PRIORITY }, { field: DUE_AT }]
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          number
          subject
          priority
          dueAt
          status { name }
          assignee { name }
        }
      }
    }
  }
}
`,
    variables: `{
  "first": 20
}
`,
  },
  {
    query: `# A public comment, as the requester reads it.
# ticketNote is its twin for the staff alone.
mutation Comment($input: TicketCommentInput!) {
  ticketComment(input: $input) {
    ticket {
      number
      version
      messages(last: 1) {
        nodes {
          id
          createdAt
          text
        }
      }
    }
    userErrors { type code message path }
  }
}
`,
    variables: `{
  "input": {
    "ticketId": "01890a5d-ac96-774b-bcce-b302099a8057",
    "text": "Please pull the plug. Somebody with a new toner is on the way."
  }
}
`,
  },
  {
    query: `# A ticket with what was said and what was done.
query Ticket($id: ID!) {
  ticket(id: $id) {
    number
    subject
    status { name category }
    version
    messages(first: 20) {
      totalCount
      nodes {
        createdAt
        kind
        author { name }
        text
      }
    }
    history(first: 50) {
      totalCount
      nodes {
        at
        type
        actor { name }
        changes { field before after }
      }
    }
  }
}
`,
    variables: `{
  "id": "01890a5d-ac96-774b-bcce-b302099a8057"
}
`,
  },
  {
    query: `# Filters reach through relations, and combine with
# and, or, not.
query Filter($filter: TicketFilter!) {
  tickets(first: 20, filter: $filter, orderBy: [{ field: UPDATED_AT, direction: DESC }]) {
    totalCount
    nodes {
      number
      subject
      queue { name }
      team { name }
      requester {
        company { name }
      }
    }
  }
}
`,
    variables: `{
  "filter": {
    "queue": { "name": { "startsWith": "S" } },
    "priority": { "in": ["URGENT", "HIGH"] },
    "or": [
      { "assigneeId": { "isNull": true } },
      { "team": { "name": { "eq": "Field service" } } },
      { "requester": { "company": { "name": { "eq": "Example Ltd" } } } }
    ],
    "not": { "tags": { "hasAny": ["spam"] } }
  }
}
`,
  },
  {
    query: `# Full text over tickets and messages: words,
# "phrases", prefixes with *, tag:printer and the like.
# spans: which characters of a fragment to mark.
query Search($text: String!) {
  search(query: $text, first: 10, facets: true) {
    totalCount
    correctedTerms
    edges {
      highlights {
        field
        fragment
        spans { start end }
      }
      node {
        ... on Ticket {
          number
          subject
        }
        ... on Message {
          createdAt
          ticket {
            number
          }
        }
      }
    }
    facets {
      field
      values { value count }
    }
  }
}
`,
    variables: `{
  "text": "toner OR print*"
}
`,
  },
  {
    query: `# Gives tickets one more field. The operationKey makes
# it safe to run twice.
mutation DefineField($input: CustomFieldDefineInput!) {
  customFieldDefine(input: $input) {
    customField {
      id
      key
      label
      type
      options
    }
    userErrors { type code message path }
  }
}
`,
    variables: `{
  "input": {
    "operationKey": "01890a5d-ac96-774b-bcce-b302099a8058",
    "target": "TICKET",
    "key": "floor",
    "label": "Floor",
    "type": "INTEGER"
  }
}
`,
  },
  {
    query: `# Fills the field of the tab before.
mutation SetField($input: TicketSetCustomFieldsInput!) {
  ticketSetCustomFields(input: $input) {
    ticket {
      number
      version
      customFields { key label value }
    }
    userErrors { type code message path }
  }
}
`,
    variables: `{
  "input": {
    "ticketId": "01890a5d-ac96-774b-bcce-b302099a8057",
    "customFields": [{ "key": "floor", "value": "3" }]
  }
}
`,
  },
  {
    query: `# Custom fields filter and sort like the others, by
# their own type.
query ByField {
  tickets(
    first: 20
    filter: { customFields: [{ key: "floor", gte: "2" }] }
    orderBy: [{ field: CUSTOM_FIELD, customField: "floor", direction: DESC }]
  ) {
    totalCount
    nodes {
      number
      subject
      customFields { key value }
    }
  }
}
`,
  },
  {
    query: `# Stays open: every change of a ticket you may see, as
# it happens. Run it, then change a ticket in another
# window. "after: cursor" resumes behind an event.
subscription Changes {
  ticketChanged {
    cursor
    event {
      type
      at
      actor { name }
      changes { field before after }
    }
    ticket {
      number
      subject
      status { name }
    }
  }
}
`,
  },
  {
    query: `# Done, with a last comment to the requester.
# ticketReopen takes it up again.
mutation Resolve($input: TicketResolveInput!) {
  ticketResolve(input: $input) {
    ticket {
      number
      resolvedAt
      version
      status { name category }
    }
    userErrors { type code message path }
  }
}
`,
    variables: `{
  "input": {
    "ticketId": "01890a5d-ac96-774b-bcce-b302099a8057",
    "comment": "The fire is out and a new printer stands in its place."
  }
}
`,
  },
];
