package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands of the README's section on HTTP, asked of a node that has other views. */
class ReadmeTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^curl -s (?<rest>(?:.*\\\\\\n)*.*)$");
    private static final Pattern URL = Pattern.compile("^'?localhost:8080(?<path>[^\\s']+)'?");
    private static final Pattern HEADER = Pattern.compile("-H '(?<name>[^:]+): (?<value>[^']+)'");
    private static final Pattern DATA = Pattern.compile("-d '(?<data>[^']+)'");

    @Test
    void every_command_is_answered() throws Exception {
        String readme = Files.readString(Path.of("../README.md"))
                .replace("revenue_by_product_and_hour", "visits_by_city_and_hour")
                .replace("revenue_by_product", "visits_by_city")
                .replace("product, revenue", "city, paid")
                .replace("ORDER BY revenue", "ORDER BY paid")
                .replace("orders > ?", "visits > ?")
                .replace("datasets/orders", "datasets/visits")
                .replace("p17", "Bonn");
        List<String> commands =
                COMMAND.matcher(readme).results().map(MatchResult::group).toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(8);
        for (String command : commands) {
            HttpAnswer answer = ask(command.substring("curl -s ".length()));
            assertThat(answer.status()).as(command + "\n" + answer.body()).isIn(200, 202);
            assertThat(answer.body()).as(command).isNotBlank();
        }
    }

    private static HttpAnswer ask(String arguments) throws Exception {
        Matcher url = URL.matcher(arguments);
        assertThat(url.find()).as(arguments).isTrue();
        List<String> headers = new ArrayList<>();
        HEADER.matcher(arguments)
                .results()
                .forEach(header -> headers.addAll(List.of(header.group(1), header.group(2))));
        Matcher data = DATA.matcher(arguments);
        boolean posts = data.find();
        return HttpNode.get()
                .asking()
                .ask(
                        posts ? "POST" : "GET",
                        url.group("path"),
                        posts ? data.group("data") : "",
                        headers.toArray(String[]::new));
    }
}
