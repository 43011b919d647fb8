// The tabs a newcomer finds. Each runs as it stands once somebody is signed in.
window.TRESTLE_EXAMPLES = [
  {
    query: `# Who am I, and what may I do?
query Viewer {
  viewer {
    id
    name
    permissions
  }
}
`,
  },
  {
    query: `# The first tickets of the desk, with their exact number.
query Tickets($first: Int!) {
  tickets(first: $first) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      number
      subject
      status {
        category
        name
      }
    }
  }
}
`,
    variables: '{\n  "first": 20\n}',
  },
  {
    query: `# Full-text search over tickets and messages.
query Search($text: String!) {
  search(query: $text, first: 10) {
    totalCount
    edges {
      highlights {
        text
      }
      node {
        __typename
      }
    }
  }
}
`,
    variables: '{\n  "text": "printer"\n}',
  },
  {
    query: `# Records a ticket. The same operationKey again answers the same ticket.
mutation Create($input: TicketCreateInput!) {
  ticketCreate(input: $input) {
    ticket {
      id
      number
      subject
    }
    userErrors {
      type
      code
      message
      path
    }
  }
}
`,
    variables:
      '{\n  "input": {\n    "subject": "The printer is on fire",\n    "text": "Third floor, next to the kitchen."\n  }\n}',
  },
  {
    query: `# Stays open: every change of a ticket you may see, as it happens.
subscription Changes {
  ticketChanged {
    ticket {
      id
      number
      subject
    }
  }
}
`,
  },
];
