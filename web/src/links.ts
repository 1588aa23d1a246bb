// SPDX-License-Identifier: GPL-3.0-or-later
import type { DocumentCard, Identifiers } from "./contract";

export interface Link {
  label: string;
  href: string;
}

const registries: { pattern: RegExp; href: (id: string) => string }[] = [
  { pattern: /^NCT\d{8}$/, href: (id) => `https://clinicaltrials.gov/study/${id}` },
  { pattern: /^ISRCTN\d{8}$/, href: (id) => `https://www.isrctn.com/${id}` },
  {
    pattern: /^(?:EUCTR)?(\d{4}-\d{6}-\d{2})/,
    href: (id) => `https://www.clinicaltrialsregister.eu/ctr-search/search?query=${encodeURIComponent(id.replace(/^EUCTR/, ""))}`,
  },
];

function registryLink(id: string): Link {
  const registry = registries.find(({ pattern }) => pattern.test(id));
  return { label: id, href: registry ? registry.href(id) : `https://trialsearch.who.int/Trial2.aspx?TrialID=${encodeURIComponent(id)}` };
}

/** The address where it is one that a browser may be sent to; null for javascript: and the like. */
function webAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

type Place = "registry" | "pmid" | "pmcid" | "doi" | "url";

/** The order in which a document's own place comes first. */
const places: Record<DocumentCard["type"], Place[]> = {
  article: ["pmid", "pmcid", "doi", "url", "registry"],
  registry_record: ["registry", "url", "pmid", "pmcid", "doi"],
  web_page: ["url", "pmid", "pmcid", "doi", "registry"],
};

function linksAt(place: Place, identifiers: Identifiers): Link[] {
  const { pmid, pmcid, doi, url, registry } = identifiers;
  switch (place) {
    case "registry":
      return registry.map(registryLink);
    case "pmid":
      return pmid ? [{ label: `PubMed ${pmid}`, href: `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/` }] : [];
    case "pmcid":
      return pmcid ? [{ label: pmcid, href: `https://pmc.ncbi.nlm.nih.gov/articles/${encodeURIComponent(pmcid)}/` }] : [];
    case "doi":
      return doi ? [{ label: `doi:${doi}`, href: `https://doi.org/${doi.split("/").map(encodeURIComponent).join("/")}` }] : [];
    case "url": {
      const address = url ? webAddress(url) : null;
      return address ? [{ label: new URL(address).hostname, href: address }] : [];
    }
  }
}

/** Where a reader finds the source itself, its own place first; no address twice. */
export function sourceLinks({ type, identifiers }: Pick<DocumentCard, "type" | "identifiers">): Link[] {
  const links = places[type].flatMap((place) => linksAt(place, identifiers));
  return links.filter(({ href }, i) => links.findIndex((other) => other.href === href) === i);
}
