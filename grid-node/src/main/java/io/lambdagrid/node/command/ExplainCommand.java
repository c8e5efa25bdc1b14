package io.lambdagrid.node.command;

import io.lambdagrid.node.errors.ErrorPage;
import io.lambdagrid.node.errors.Explanation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what an error code means. */
@Command(
        name = "explain",
        description = {"Say what an error means, its usual causes and what to do.", "Without a code: list all codes."})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CODE", arity = "0..*", description = "Codes such as LG-312.")
    private List<String> codes = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        ErrorPage page = ErrorPage.read();
        if (codes.isEmpty()) {
            page.explanations().forEach(each -> out.println(each.code() + "  " + each.title()));
        }
        String gap = "";
        for (String code : codes) {
            out.println(gap + explanation(page, code).plainText());
            gap = System.lineSeparator();
        }
        out.flush();
        return 0;
    }

    private static Explanation explanation(ErrorPage page, String code) {
        return page.find(code)
                .orElseThrow(() -> new CommandFailure(
                        "LG-103  There is no error '" + code + "'. 'explain' without a code lists all."));
    }
}
