suppressMessages(library(metafor))
# Prints the figures that pool_test.cpp expects: Rscript metafor.R
options(digits = 12)
es <- function(...) { e<-escalc(...); cat(sprintf("%.10f %.10f\n", e$yi, e$vi), sep="") }
cat("MD\n"); es(measure="MD", m1i=c(5.2,-0.7), sd1i=c(1.1,1.5), n1i=c(30,11), m2i=c(4.4,1.0), sd2i=c(1.3,1.1), n2i=c(28,6))
cat("SMD\n"); es(measure="SMD", m1i=c(5.2,-0.7), sd1i=c(1.1,1.5), n1i=c(30,11), m2i=c(4.4,1.0), sd2i=c(1.3,1.1), n2i=c(28,6))
a<-c(12,0); n1<-c(40,25); c<-c(20,3); n2<-c(41,27)
for (m in c("RR","OR","RD")) { cat(m,"\n"); es(measure=m, ai=a, n1i=n1, ci=c, n2i=n2) }
yi<-dat<-c(0.12,0.45,-0.10,0.60,0.33,0.05,0.80,0.25,-0.02,0.40,0.15); vi<-c(0.04,0.02,0.05,0.09,0.01,0.03,0.12,0.015,0.06,0.025,0.008)
show<-function(r,pr=TRUE){ cat(sprintf("b %.8f se %.8f lo %.8f hi %.8f p %.8f tau2 %.8f I2 %.6f Q %.8f Qp %.8f\n", r$beta[1], r$se, r$ci.lb, r$ci.ub, r$pval, r$tau2, r$I2, r$QE, r$QEp)); if(pr){p<-predict(r); cat(sprintf("pi %.8f %.8f\n", p$pi.lb, p$pi.ub))}; cat(sprintf("%.6f ", weights(r)),"\n")}
cat("FE\n"); show(rma(yi,vi,method="FE"),FALSE)
cat("DL\n"); show(rma(yi,vi,method="DL"))
cat("REML\n"); show(rma(yi,vi,method="REML",test="knha",control=list(threshold=1e-12,maxiter=1000)))
cat("REML0\n"); show(rma(c(0.1,0.11,0.12),c(0.05,0.04,0.06),method="REML",test="knha"))
cat("LOO\n"); print(leave1out(rma(yi,vi,method="DL"))$estimate)
cat("EGGER\n"); r<-regtest(yi,vi,model="lm"); print(c(r$zval, r$dfs, r$pval)); print(coef(summary(r$fit)))
cat(packageVersion("metafor") |> as.character(), "\n")
