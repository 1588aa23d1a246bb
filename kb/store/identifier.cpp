// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/identifier.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace ekb::kb {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string lower_case(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Takes a prefix away, whatever its case; false where the text does not begin with it.
bool take(std::string_view& text, std::string_view prefix) {
    if (text.size() < prefix.size() || lower_case(text.substr(0, prefix.size())) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Whether the text begins with digits in groups as in the shape ("9999-999999-99"), and no digit follows.
bool has_shape(std::string_view text, std::string_view shape) {
    if (text.size() < shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '9' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
    }
    return text.size() == shape.size() || !is_digit(text[shape.size()]);
}

std::string european_form(std::string_view text) {
    constexpr std::string_view shape = "9999-999999-99";
    std::string_view number = text;
    for (const std::string_view prefix : {"euctr", "eudract", "ctis", "euct", "eu"}) {
        if (take(number, prefix)) break;
    }
    while (!number.empty() && (number.front() == ':' || number.front() == '-'))
        number.remove_prefix(1);
    if (!has_shape(number, shape)) return {};
    // EudraCT's serial numbers begin with 0; those of CTIS with 5, so that the two never meet.
    const bool is_ctis = number[5] == '5';
    return (is_ctis ? "CTIS" : "EUCTR") + std::string(number.substr(0, shape.size()));
}

std::string_view registry_of(std::string_view form) {
    const auto end = std::find_if(form.begin(), form.end(), is_digit);
    return form.substr(0, static_cast<std::size_t>(end - form.begin()));
}

/// The numbers of a document that join it to a study.
std::set<std::string> joining_numbers(const Document& document, const std::set<std::string>& forms) {
    constexpr std::size_t most_numbers = 3;
    std::set<std::string> joining;
    std::map<std::string_view, int> of_registry;
    for (const std::string& form : forms)
        ++of_registry[registry_of(form)];
    const std::size_t colon = document.id.find(':');
    const std::string of_record = document.type == DocumentType::registry_record && colon != std::string::npos
                                      ? registry_form(std::string_view(document.id).substr(colon + 1))
                                      : std::string();
    for (const std::string& form : forms) {
        const bool of_one_trial = forms.size() <= most_numbers || !of_record.empty();
        if (form == of_record || (of_one_trial && of_registry[registry_of(form)] == 1)) joining.insert(form);
    }
    return joining;
}

/// The form of an URL that is a well-known page of a record; empty for any other.
std::string form_of_known_page(std::string_view url) {
    take(url, "https://");
    take(url, "http://");
    take(url, "www.");
    if (take(url, "doi.org/") || take(url, "dx.doi.org/")) return "doi:" + lower_case(url);
    if (take(url, "pubmed.ncbi.nlm.nih.gov/") || take(url, "ncbi.nlm.nih.gov/pubmed/")) {
        const std::string_view digits = url.substr(0, url.find_first_not_of("0123456789"));
        return digits.empty() ? std::string() : "pmid:" + std::string(digits);
    }
    if (take(url, "ncbi.nlm.nih.gov/pmc/articles/pmc") || take(url, "pmc.ncbi.nlm.nih.gov/articles/pmc")) {
        return "pmc:PMC" + std::string(url.substr(0, url.find_first_not_of("0123456789")));
    }
    if (take(url, "clinicaltrials.gov/study/") || take(url, "clinicaltrials.gov/ct2/show/")) {
        return "registry:" + registry_form(url.substr(0, url.find_first_of("?#/")));
    }
    return {};
}

/// Takes "doi:", "pmid:", "nct:" … away and gives the word in lower case; nothing where the text does not begin with
/// one.
std::string take_scheme(std::string_view& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.substr(colon).starts_with("://")) return {};
    const std::string scheme = lower_case(text.substr(0, colon));
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
    if (!std::all_of(scheme.begin(), scheme.end(), is_letter)) return {};
    text = trimmed(text.substr(colon + 1));
    return scheme;
}

} // namespace

std::string registry_form(std::string_view number) {
    std::string form;
    for (const char c : number) {
        if (!is_space(c)) form += upper(c);
    }
    if (std::string european = european_form(form); !european.empty()) return european;
    if (form.starts_with("JPRN-")) form.erase(0, 5);
    return form;
}

std::string url_form(std::string_view url) {
    url = trimmed(url);
    if (!take(url, "https://")) take(url, "http://");
    url = url.substr(0, url.find('#'));
    while (!url.empty() && url.back() == '/')
        url.remove_suffix(1);
    const std::size_t host_end = std::min(url.find('/'), url.size());
    return lower_case(url.substr(0, host_end)) + std::string(url.substr(host_end));
}

std::vector<OwnIdentifier> own_identifiers(const Document& document) {
    std::vector<OwnIdentifier> own;
    const Identifiers& given = document.identifiers;
    if (given.pmid) own.push_back({"pmid:" + *given.pmid, true});
    if (given.pmcid) own.push_back({identifier_form(*given.pmcid), true});
    if (given.doi) own.push_back({"doi:" + lower_case(*given.doi), true});
    std::set<std::string> forms;
    for (const std::string& number : given.registry)
        forms.insert(registry_form(number));
    const std::set<std::string> joining = joining_numbers(document, forms);
    for (const std::string& form : forms)
        own.push_back({"registry:" + form, joining.contains(form)});
    if (given.url) own.push_back({"url:" + url_form(*given.url), false});
    return own;
}

std::string identifier_form(std::string_view written) {
    std::string_view rest = trimmed(written);
    const std::string scheme = take_scheme(rest);
    if (scheme == "url") return "url:" + url_form(rest);
    if (std::string known = form_of_known_page(rest); !known.empty()) return known;
    if (rest.find("://") != std::string_view::npos) return "url:" + url_form(rest);
    if (scheme == "doi" || rest.starts_with("10.")) return "doi:" + lower_case(rest);
    const bool is_pmc = scheme == "pmc" || scheme == "pmcid";
    if (!is_pmc && (scheme == "pmid" || all_digits(rest))) return "pmid:" + std::string(rest);
    std::string_view digits = rest;
    if ((take(digits, "pmc") || is_pmc) && all_digits(digits)) return "pmc:PMC" + std::string(digits);
    return "registry:" + registry_form(rest);
}

} // namespace ekb::kb
