// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ringwatch.export.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that no option or command takes. */
final class Unmatched {

    private static final int MAX_SUGGESTIONS = 3;

    private Unmatched() {}

    /** What does not fit among the arguments, though something else is wrong with them too. */
    static Optional<UnmatchedArgumentException> in(CommandLine command, String... args) {
        collectErrors(command);
        ParseResult parsed = command.parseArgs(args);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed.errors().stream()
                .filter(UnmatchedArgumentException.class::isInstance)
                .map(UnmatchedArgumentException.class::cast)
                .findFirst();
    }

    /** The argument that a message calls unknown where an option's value was expected. */
    static Optional<UnmatchedArgumentException> namedIn(ParameterException e, String... args) {
        return Arrays.stream(args)
                .filter(arg -> String.valueOf(e.getMessage()).startsWith("Unknown option: '" + arg + "'; "))
                .map(arg -> new UnmatchedArgumentException(e.getCommandLine(), List.of(arg)))
                .findFirst();
    }

    /** What may have been meant, nearest first, as a sentence; empty if nothing comes near. */
    static Optional<String> suggestion(UnmatchedArgumentException unmatched) {
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of("Did you mean "
                        + SafeText.display(String.join(" or ", near.subList(0, Math.min(MAX_SUGGESTIONS, near.size()))))
                        + "?");
    }

    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(Unmatched::collectErrors);
    }
}
