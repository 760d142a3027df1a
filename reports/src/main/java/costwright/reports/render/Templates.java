package costwright.reports.render;

import costwright.schema.CostwrightException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** The templates of this module with FreeMarker's safest settings. */
final class Templates {
    private static final Version VERSION = Configuration.VERSION_2_3_35;

    private final Configuration configuration = configuration();

    /** The text of the template, without characters that HTML forbids. */
    String render(String template, Map<String, ?> model) {
        StringWriter text = new StringWriter();
        try {
            configuration.getTemplate(template).process(model, text);
        } catch (IOException | TemplateException e) {
            throw CostwrightException.defect(
                    "The page %s could not be made: %s".formatted(template, e.getMessage()), e);
        }
        return withoutForbiddenCharacters(text.toString());
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(VERSION);
        configuration.setClassForTemplateLoading(Templates.class, "/costwright/reports/templates");
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(VERSION).build());
        configuration.setDefaultEncoding("UTF-8");
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setFallbackOnNullLoopVariable(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        return configuration;
    }

    /** Tags and names from a cloud may hold control characters and halves of surrogate pairs, which no HTML page may. */
    static String withoutForbiddenCharacters(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(isForbidden(point) ? 0xFFFD : point));
        return clean.toString();
    }

    private static boolean isForbidden(int point) {
        return (Character.isISOControl(point) && point != '\n' && point != '\t')
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                || (point & 0xFFFE) == 0xFFFE;
    }
}
