// Wires GraphiQL to this desk: plain requests go to /graphql, subscriptions to /graphql/stream.
"use strict";

(function () {
  const authorization = document.getElementById("authorization");
  const said = document.getElementById("said");

  // The session of the last sign-in; lives as long as the page.
  let session = null;

  function headers(accept, extra) {
    const all = { accept, "content-type": "application/json", ...extra };
    if (authorization.value.trim()) {
      all.authorization = authorization.value.trim();
    }
    return all;
  }

  async function post(params, extra) {
    const answer = await fetch("/graphql", {
      method: "POST",
      headers: headers("application/graphql-response+json, application/json", extra),
      body: JSON.stringify(params),
    });
    return answer.json();
  }

  function keep(tokens) {
    session = {
      bearer: "Bearer " + tokens.accessToken,
      refreshToken: tokens.refreshToken,
      renewAt: Date.parse(tokens.expiresAt) - 60000,
      renewing: null,
    };
    authorization.value = session.bearer;
  }

  const REFRESH = `mutation Refresh($input: TokenRefreshInput!) {
    tokenRefresh(input: $input) { accessToken expiresAt refreshToken userErrors { message } }
  }`;

  async function renew(old) {
    const answer = await post({ query: REFRESH, variables: { input: { refreshToken: old.refreshToken } } });
    const tokens = answer.data && answer.data.tokenRefresh;
    if (session !== old) {
      return;
    }
    if (tokens && tokens.accessToken) {
      keep(tokens);
    } else {
      session = null;
      authorization.value = "";
      said.textContent = "The session ended: sign in again";
    }
  }

  // An access token lives for minutes; whoever signed in here goes on without noticing.
  async function stayIn() {
    const current = session;
    if (current && authorization.value === current.bearer && Date.now() > current.renewAt) {
      current.renewing = current.renewing || renew(current);
      await current.renewing;
    }
  }

  async function ask(params, options) {
    await stayIn();
    return post(params, options && options.headers);
  }

  // GraphiQL stops a subscription by the iterator's return, which in a generator alone would wait
  // for the next event.
  function listen(params, options) {
    const stop = new AbortController();
    const events = read(params, options, stop);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => events.next(),
      return() {
        stop.abort();
        return events.return();
      },
    };
  }

  // Reads graphql-sse events until the stream ends or is stopped.
  async function* read(params, options, stop) {
    try {
      await stayIn();
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
    } catch (failed) {
      if (!stop.signal.aborted) {
        throw failed;
      }
    } finally {
      stop.abort();
    }
  }

  // The operations of a document. GraphiQL's own reading of it lags behind the editor a little.
  function operationsOf(text) {
    const found = [];
    const bare = text.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#.*/g, " ");
    const words = /[{}()]|\b(fragment|query|mutation|subscription)\b\s*([A-Za-z_]\w*)?/g;
    let depth = 0;
    for (const [word, kind, name] of bare.matchAll(words)) {
      if (word === "{" || word === "(") {
        depth++;
      } else if (word === "}" || word === ")") {
        depth--;
      } else if (depth === 0 && kind !== "fragment") {
        found.push({ kind, name });
      }
    }
    return found;
  }

  function fetcher(params, options) {
    const operations = operationsOf(params.query);
    const chosen = operations.find((o) => o.name === params.operationName) || operations[0];
    const request = chosen ? { ...params, operationName: chosen.name } : params;
    return chosen && chosen.kind === "subscription" ? listen(request, options) : ask(request, options);
  }

  const SIGN_IN = `mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      accessToken expiresAt refreshToken passwordChangeDue viewer { name } userErrors { message }
    }
  }`;

  document.getElementById("sign-in").addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "Signing in...";
    const email = document.getElementById("email").value;
    const password = document.getElementById("password");
    const code = document.getElementById("code");
    const input = { email, password: password.value, code: code.value.trim() || null };
    try {
      const answer = await post({ query: SIGN_IN, variables: { input } });
      const signIn = answer.data && answer.data.signIn;
      const problems = answer.errors || (signIn && signIn.userErrors) || [];
      if (signIn && signIn.accessToken) {
        keep(signIn);
        said.textContent =
          "Signed in as " +
          signIn.viewer.name +
          (signIn.passwordChangeDue ? ", whose password has to be changed first" : "");
      } else {
        said.textContent = problems.length ? problems[0].message : "Not signed in";
      }
    } catch (failed) {
      said.textContent = "The desk did not answer: " + failed.message;
    } finally {
      password.value = "";
      code.value = "";
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

  // A UUID of version 7. Not crypto.randomUUID: that is version 4, and missing without HTTPS.
  function newId() {
    const time = Date.now().toString(16).padStart(12, "0");
    const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), (b) =>
      b.toString(16).padStart(2, "0"),
    ).join("");
    const tail = [random.slice(1, 4), "8" + random.slice(5, 8), random.slice(8)].join("-");
    return time.slice(0, 8) + "-" + time.slice(8) + "-7" + tail;
  }

  const ticket = newId();
  const examples = window.TRESTLE_EXAMPLES.map(({ query, variables }) => ({
    query,
    variables: variables && variables.replaceAll(window.TRESTLE_EXAMPLE_TICKET, ticket),
  }));
  ReactDOM.createRoot(document.getElementById("explorer")).render(
    React.createElement(
      GraphiQL,
      {
        fetcher,
        storage: forgetful,
        defaultTabs: examples,
        defaultEditorToolsVisibility: true,
        isHeadersEditorEnabled: true,
        shouldPersistHeaders: false,
      },
      // No logo: the tabs need its place.
      React.createElement(GraphiQL.Logo, null, React.createElement("span")),
    ),
  );
})();
