# Who held which post in 2019, and do the sources agree? The study of study.qmd, from R.
#
#   tigraph query who-holds-which-post --as-of 2019 -o posts.csv
#   tigraph query number-of-territories -o territories.csv
#   tigraph export people --as-of 2019 -o people.csv
#   Rscript study.R .
#
# reads these files. With the address of `tigraph serve` it asks that, too, and holds the answer
# against the file:
#
#   Rscript study.R . http://127.0.0.1:8000
#
# R alone is enough, no package is needed.

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments) >= 1) arguments[1] else "."

# Codes keep their zeros: what is a number is said to be one below.
read <- function(name) {
  read.csv(file.path(folder, name), colClasses = "character", na.strings = "",
           encoding = "UTF-8", check.names = FALSE)
}

posts <- read("posts.csv")
cat("Posts surely held in 2019:", nrow(posts), "\n")

territories <- read("territories.csv")
territories$territories <- as.integer(territories$territories)
speakers <- tapply(territories$speaker, territories$territories,
                   function(who) length(unique(who)))
for (number in names(speakers)) {
  cat(number, "territories: said by", speakers[[number]], "\n")
}

# Ties of different bases are different things: they are counted apart.
nodes <- read("people.nodes.csv")
edges <- read("people.edges.csv")
edges$certain <- edges$certain == "true"
cat("Actors:", nrow(nodes), "\n")
counts <- table(edges$basis, factor(ifelse(edges$certain, "certain", "possible"),
                                    levels = c("certain", "possible")))
for (basis in rownames(counts)) {
  cat(basis, "ties:", counts[basis, "certain"], "certain,", counts[basis, "possible"],
      "possible\n")
}

# Who says so: each fact stands once, and keys join them.
said <- merge(read("people.evidence.csv"), read("people.documents.csv"), by = "document")
said <- merge(said, edges, by.x = "edge", by.y = "id")
publishers <- sort(tapply(said$edge, said$publisher, function(ties) length(unique(ties))),
                   decreasing = TRUE)
for (publisher in names(publishers)) {
  cat(publishers[[publisher]], "ties are cited from", publisher, "\n")
}

if (length(arguments) >= 2) {
  query <- paste(
    "SELECT ?claim ?person WHERE {",
    "?claim a tig:HeldClaim ; opengov:post ?post ; org:member ?who .",
    "?who a foaf:Person ; skos:prefLabel ?person FILTER(LANG(?person) = 'fr') }",
    "ORDER BY ?person"
  )
  address <- paste0(sub("/$", "", arguments[2]), "/sparql?as_of=2019&query=",
                    URLencode(query, reserved = TRUE))
  answer <- url(address, headers = c(Accept = "text/csv"), encoding = "UTF-8")
  asked <- read.csv(answer, colClasses = "character", na.strings = "")
  cat("The service names", nrow(asked), "claims of posts held then\n")
  stopifnot(setequal(asked$claim, posts$claim))
}
