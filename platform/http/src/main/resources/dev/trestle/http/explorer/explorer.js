// Wires GraphiQL to this desk: plain requests go to /graphql, subscriptions to /graphql/stream.
"use strict";

(function () {
  const authorization = document.getElementById("authorization");
  const said = document.getElementById("said");

  function headers(accept, extra) {
    const all = { accept, "content-type": "application/json", ...extra };
    if (authorization.value.trim()) {
      all.authorization = authorization.value.trim();
    }
    return all;
  }

  async function ask(params, options) {
    const answer = await fetch("/graphql", {
      method: "POST",
      headers: headers("application/graphql-response+json, application/json", options && options.headers),
      body: JSON.stringify(params),
    });
    return answer.json();
  }

  // Reads graphql-sse events until the stream ends; GraphiQL stops it by returning the iterator.
  async function* listen(params, options) {
    const stop = new AbortController();
    try {
      const answer = await fetch("/graphql/stream", {
        method: "POST",
        headers: headers("text/event-stream", options && options.headers),
        body: JSON.stringify(params),
        signal: stop.signal,
      });
      if (!answer.ok) {
        yield await answer.json();
        return;
      }
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        text += value;
        const events = text.split("\n\n");
        text = events.pop();
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event);
          if (/^event: next$/m.test(event) && data) {
            yield JSON.parse(data[1]);
          }
          if (/^event: complete$/m.test(event)) {
            return;
          }
        }
      }
    } finally {
      stop.abort();
    }
  }

  function isSubscription(params, options) {
    const parsed = options && options.documentAST;
    if (!parsed) {
      return false;
    }
    const operations = parsed.definitions.filter((d) => d.kind === "OperationDefinition");
    const chosen =
      operations.find((d) => d.name && d.name.value === params.operationName) || operations[0];
    return Boolean(chosen) && chosen.operation === "subscription";
  }

  function fetcher(params, options) {
    return isSubscription(params, options) ? listen(params, options) : ask(params, options);
  }

  const SIGN_IN = `mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { accessToken viewer { name } userErrors { message } }
  }`;

  document.getElementById("sign-in").addEventListener("submit", async (event) => {
    event.preventDefault();
    const email = document.getElementById("email").value;
    const password = document.getElementById("password");
    try {
      const answer = await ask({ query: SIGN_IN, variables: { input: { email, password: password.value } } });
      const signIn = answer.data && answer.data.signIn;
      const problems = answer.errors || (signIn && signIn.userErrors) || [];
      if (signIn && signIn.accessToken) {
        authorization.value = "Bearer " + signIn.accessToken;
        said.textContent = "Signed in as " + signIn.viewer.name;
      } else {
        said.textContent = problems.length ? problems[0].message : "Not signed in";
      }
    } catch (failed) {
      said.textContent = "The desk did not answer: " + failed.message;
    } finally {
      password.value = "";
    }
  });

  // Nothing a person types, tokens least of all, stays in the browser's storage.
  const forgetful = {
    length: 0,
    getItem: () => null,
    setItem: () => {},
    removeItem: () => {},
    clear: () => {},
  };

  const examples = window.TRESTLE_EXAMPLES;
  ReactDOM.createRoot(document.getElementById("explorer")).render(
    React.createElement(GraphiQL, {
      fetcher,
      storage: forgetful,
      defaultTabs: examples,
      defaultEditorToolsVisibility: true,
      isHeadersEditorEnabled: true,
      shouldPersistHeaders: false,
    }),
  );
})();
