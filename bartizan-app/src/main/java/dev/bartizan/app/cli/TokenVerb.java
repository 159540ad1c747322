package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Plain;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.web.access.Role;
import dev.bartizan.web.access.Scope;
import dev.bartizan.web.access.Users;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    header = "Creates, lists and revokes API tokens.",
    description = {
      "  bartizan token create grafana --role viewer --scope metrics",
      "  bartizan token list",
      "  bartizan token revoke grafana"
    },
    exitCodeList = {
      Exit.SAYS_OK,
      Exit.SAYS_ERROR,
      Exit.SAYS_USAGE,
      Exit.SAYS_NOTHING,
      Exit.SAYS_REFUSED
    },
    footer = "See also: bartizan run")
final class TokenVerb implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "create, list or revoke?");
  }

  /** What there is to do with tokens: by the daemon while it runs, else in users.json. */
  abstract static class Part implements Callable<Integer> {
    final Terminal terminal;

    @Mixin private Place place = new Place();

    Part(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
      var state = place.state(terminal);
      try (var api = Api.of(state)) {
        if (api != null) {
          return by(api);
        }
      }
      state.create();
      return in(Users.open(state.path(), InstantSource.system(), new SecureRandom()));
    }

    abstract int by(Api api) throws IOException, InterruptedException;

    abstract int in(Users users) throws IOException;

    void print(String line) {
      var out = new Output(terminal.out());
      out.line(Plain.of(line));
      out.flush();
    }

    int missing(String name) {
      terminal.say("bartizan: there is no token '" + Plain.of(name) + "'");
      return Exit.NOTHING;
    }
  }

  @Command(
      name = "create",
      header = "Creates a token and shows it, this once.",
      description = {
        "  bartizan token create grafana --role viewer --scope metrics",
        "  bartizan token create backup --scope read",
        "  bartizan token create ops --role admin --scope read,manage > ops.token"
      },
      exitCodeList = {Exit.SAYS_OK, Exit.SAYS_ERROR, Exit.SAYS_USAGE, Exit.SAYS_REFUSED},
      footer = "See also: bartizan token revoke")
  static final class Create extends Part {
    @Parameters(paramLabel = "NAME", description = "What the token is for.")
    private String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "viewer, operator or admin. Preset: viewer.")
    private Role role = Role.VIEWER;

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        split = ",",
        description = "read, metrics or manage; may be given several times. Preset: read.")
    private List<Scope> scopes = List.of(Scope.READ);

    Create(Terminal terminal) {
      super(terminal);
    }

    @Override
    int by(Api api) throws IOException, InterruptedException {
      var body =
          Map.<String, Object>of(
              "name",
              name,
              "role",
              role.text(),
              "scopes",
              scopes.stream().map(Scope::text).toList());
      print(String.valueOf(api.post("/api/tokens", body).get("token")));
      return Exit.OK;
    }

    @Override
    int in(Users users) throws IOException {
      print(users.issue(name, role, Set.copyOf(scopes)));
      return Exit.OK;
    }
  }

  @Command(
      name = "list",
      header = "Lists tokens: name, role, scopes and when they were created.",
      description = {
        "  bartizan token list",
        "  bartizan token list --state-dir /var/lib/bartizan",
        "  bartizan token list | grep admin"
      },
      exitCodeList = {Exit.SAYS_OK, Exit.SAYS_ERROR, Exit.SAYS_USAGE, Exit.SAYS_REFUSED},
      footer = "See also: bartizan token create")
  static final class Listing extends Part {
    Listing(Terminal terminal) {
      super(terminal);
    }

    @Override
    int by(Api api) throws IOException, InterruptedException {
      var answer = api.get("/api/tokens");
      if (answer != null && answer.get("tokens") instanceof List<?> tokens) {
        for (var token : tokens) {
          if (token instanceof Map<?, ?> one) {
            row(one.get("name"), one.get("role"), one.get("scopes"), one.get("created"));
          }
        }
      }
      return Exit.OK;
    }

    @Override
    int in(Users users) {
      for (var token : users.tokens()) {
        var scopes = token.scopes().stream().map(Scope::text).sorted().toList();
        row(token.name(), token.role().text(), scopes, token.created());
      }
      return Exit.OK;
    }

    private void row(
        @Nullable Object name,
        @Nullable Object role,
        @Nullable Object scopes,
        @Nullable Object created) {
      print(name + "  " + role + "  " + scopes + "  " + created);
    }
  }

  @Command(
      name = "revoke",
      header = "Revokes a token.",
      description = {
        "  bartizan token revoke grafana",
        "  bartizan token revoke ops --state-dir /var/lib/bartizan",
        "  bartizan token list"
      },
      exitCodeList = {
        Exit.SAYS_OK,
        Exit.SAYS_ERROR,
        Exit.SAYS_USAGE,
        Exit.SAYS_NOTHING,
        Exit.SAYS_REFUSED
      },
      footer = "See also: bartizan token list")
  static final class Revoke extends Part {
    @Parameters(paramLabel = "NAME", description = "The token's name.")
    private String name = "";

    Revoke(Terminal terminal) {
      super(terminal);
    }

    @Override
    int by(Api api) throws IOException, InterruptedException {
      var answer = api.delete("/api/tokens/" + Api.encoded(name));
      return answer ? Exit.OK : missing(name);
    }

    @Override
    int in(Users users) throws IOException {
      return users.revoke(name) ? Exit.OK : missing(name);
    }
  }
}
